using System.Net;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

public sealed class ImportTests
{
    [Fact]
    public async Task S13_X21_FiveBadRowsOfHundred_WaitInQuarantineAndNinetyFiveAreIn()
    {
        await using var host = await TestHost.Started();
        var import = await Import(host, FiveBadOfHundred);
        Assert.Equal("done", import["state"]!.GetValue<string>());
        Assert.Equal((95, 0, 0, 5), Counts(import));
        Assert.Equal(100, import["rows"]!.GetValue<long>());
        (await host.Get(Importer, "/api/records/person/N0010")).Is(HttpStatusCode.NotFound);
        var record = (await host.Get(Importer, "/api/records/person/N0001")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal("Test1 Person", record["identity"]!["name"]!.GetValue<string>());
        Assert.Equal("1", record["identity"]!["sex"]!.GetValue<string>());
        Assert.Equal("rd2", record["employment"]!["department"]!.GetValue<string>());
        Assert.Equal("20001", record["pay"]!["baseSalary"]!.GetValue<string>());

        var items = await Quarantined(host);
        Assert.Equal(["N0010", "N0020", "N0030", "N0040", "N0050"], items.Select(i => i["key"]!.GetValue<string>()));
        Assert.Equal(["/identity/name", "/identity/sex", "/identity/birthDate", "/identity/birthDate", "/pay/baseSalary"], items.Select(i => i["findings"]![0]!["pointer"]!.GetValue<string>()));
        Assert.Equal(["HR-STD-101", "HR-STD-103", "HR-STD-102", "person.adult", "HR-STD-106"], items.Select(i => i["findings"]![0]!["code"]!.GetValue<string>()));
        Assert.Equal("1 男", items[1]["findings"]![0]!["accepted"]!.GetValue<string>());
        Assert.Equal(["first_name", "last_name"], items[0]["findings"]![0]!["columns"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(["employee-relations", "payroll"], [items[0]["owner"]!.GetValue<string>(), items[4]["owner"]!.GetValue<string>()]);
        Assert.Equal(11, items[0]["row"]!.GetValue<long>());
        Assert.Equal("rd1", items[0]["department"]!.GetValue<string>());
        Assert.Contains(import["findings"]!.AsArray(), f => f!["code"]!.GetValue<string>() == "HR-STD-101" && f["pointer"]!.GetValue<string>() == "/identity/name" && f["count"]!.GetValue<long>() == 1);
    }

    [Fact]
    public async Task S12_ValuesWrittenInTheirUsualForm_AreCountedByFieldAsNotices_AndRefuseNoRow()
    {
        await using var host = await TestHost.Started();
        var rows = Rows(10).ToList();
        rows[2] = rows[2].Replace("N0003", "n0003", StringComparison.Ordinal);
        rows[5] = rows[5].Replace("N0006", "Ｎ0006", StringComparison.Ordinal);
        rows[8] = rows[8].Replace("N0009", "n0009", StringComparison.Ordinal).Replace("20009", "-1", StringComparison.Ordinal); // a row that waits is told of as well
        var import = await Import(host, File(rows));
        Assert.Equal((9, 0, 0, 1), Counts(import));
        var notice = Assert.Single(import["notices"]!.AsArray())!;
        Assert.Equal(("HR-STD-120", "/employment/employeeNo", 3), (notice.Text("code"), notice.Text("pointer"), notice["count"]!.GetValue<int>()));
        Assert.NotEqual("", notice.Text("field"));
        Assert.Equal(["/pay/baseSalary"], import["findings"]!.AsArray().Texts("pointer"));
        (await host.Get(Importer, "/api/records/person/N0006")).Is(HttpStatusCode.OK);

        rows.RemoveAt(8);
        Assert.Empty((await Import(host, File(rows), "again"))["notices"]!.AsArray()); // nothing was written
    }

    [Fact]
    public async Task SameFileAgain_ChangesNothing()
    {
        await using var host = await TestHost.Started();
        await Import(host, FiveBadOfHundred, "k1");
        var version = (await host.Get(Importer, "/api/records/person/N0001")).ETag;
        Assert.Equal((0, 0, 95, 5), Counts(await Import(host, FiveBadOfHundred, "k2")));
        Assert.Equal(version, (await host.Get(Importer, "/api/records/person/N0001")).ETag);
        Assert.Equal(5, (await Quarantined(host)).Count);
    }

    [Fact]
    public async Task OtherValues_ChangeOnlyTheMappedFieldsThatDiffer_AndBlankSaysNothing()
    {
        await using var host = await TestHost.Started();
        await Import(host, File(Rows(3)));
        var before = (await host.Get(Importer, "/api/records/person/N0001")).Is(HttpStatusCode.OK);
        (await host.Patch(Importer, "/api/records/person/N0001", new { contact = new { mobile = "13900000001" } }, before.ETag)).Is(HttpStatusCode.OK);
        var second = await Import(host, File(["N0001,,,,,,Lead,rd1,"]));
        Assert.Equal((0, 1, 0, 0), Counts(second));
        var values = (await host.Get(Importer, "/api/records/person/N0001")).Json["values"]!;
        Assert.Equal(
            ["Lead", "rd1", "Test1 Person", "20001", "13900000001"],
            [values["employment"]!["title"]!.GetValue<string>(), values["employment"]!["department"]!.GetValue<string>(), values["identity"]!["name"]!.GetValue<string>(), values["pay"]!["baseSalary"]!.GetValue<string>(), values["contact"]!["mobile"]!.GetValue<string>()]);
    }

    [Fact]
    public async Task RowsOfOneRecord_CountInTheOrderOfTheFile()
    {
        await using var host = await TestHost.Started(settings: ["--Imports:Rows", "4"]);
        var rows = Rows(10).SelectMany(r => new[] { r, r.Replace("Engineer", "Lead") }).Append("N0001,Test1,Person,M,1980-01-02,2010-03-01,Chief,rd1,30000").ToList();
        Assert.Equal((10, 11, 0, 0), Counts(await Import(host, File(rows))));
        Assert.Equal("Chief", (await host.Get(Importer, "/api/records/person/N0001")).Json["values"]!["employment"]!["title"]!.GetValue<string>());
        Assert.Equal("Lead", (await host.Get(Importer, "/api/records/person/N0002")).Json["values"]!["employment"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task SameKey_IsTheSameImport_AndAnotherFileUnderItIsRefused()
    {
        await using var host = await TestHost.Started();
        var first = (await Send(host, File(Rows(2)), "k1")).Is(HttpStatusCode.Accepted);
        var second = (await Send(host, File(Rows(2)), "k1")).Is(HttpStatusCode.Accepted);
        Assert.Equal((first.Text, first.Location), (second.Text, second.Location));
        (await Send(host, File(Rows(3)), "k1")).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal((2, 0, 0, 0), Counts(await Finished(host, first)));
    }

    [Fact]
    public async Task StoppedImport_GoesOnWhereItWasAndCountsEveryRowOnce()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        Answer sent;
        await using (var host = await TestHost.Started(folder, settings: ["--Imports:Rows", "20"]))
        {
            sent = (await Send(host, File(Rows(600)), "k1")).Is(HttpStatusCode.Accepted);
            await TestHost.Eventually(async () => (await host.Get(Importer, sent.Location!)).Json["rows"]!.GetValue<long>(), rows => rows > 0);
        }

        await using (var host = await TestHost.Started(folder, settings: ["--Imports:Rows", "20"]))
        {
            var import = await Finished(host, sent);
            Assert.Equal("done", import["state"]!.GetValue<string>());
            Assert.Equal((600, 0, 0, 0), Counts(import));
            Assert.Equal((0, 0, 600, 0), Counts(await Import(host, File(Rows(600)), "k2")));
            Assert.Equal(["owner"], Directory.EnumerateFiles(Path.Combine(folder, "imports")).Select(f => Path.GetFileName(f)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task CompressedFile_IsTakenAsContentTypeOrAsEncoding()
    {
        await using var host = await TestHost.Started();
        var byType = (await Send(host, Gzip(File(Rows(3))), type: "application/gzip")).Is(HttpStatusCode.Accepted);
        Assert.Equal((3, 0, 0, 0), Counts(await Finished(host, byType)));
        var byEncoding = (await Send(host, Gzip(File(Rows(4))), type: "text/csv", encoding: "gzip")).Is(HttpStatusCode.Accepted);
        Assert.Equal((1, 0, 3, 0), Counts(await Finished(host, byEncoding)));
    }

    [Fact]
    public async Task LinesOfJson_AreRowsToo()
    {
        await using var host = await TestHost.Started();
        var lines = """
            {"emp_no":"N0001","first_name":"Ada","last_name":"Li","departments":["rd1","rd2"],"salary":21000,"gender":null}

            {"emp_no":"N0002","first_name":"Bo","last_name":"Wu","salery":1}
            {"emp_no":"N0003","first_name":{"x":1},"last_name":"Wu"}
            """;
        Assert.Equal((1, 0, 0, 2), Counts(await Import(host, lines, type: "application/x-ndjson")));
        Assert.Equal("rd2", (await host.Get(Importer, "/api/records/person/N0001")).Json["values"]!["employment"]!["department"]!.GetValue<string>());
        var items = await Quarantined(host);
        Assert.Equal(["HR-EXC-110", "HR-EXC-102"], items.OrderByDescending(i => i["row"]!.GetValue<long>()).Select(i => i["findings"]![0]!["code"]!.GetValue<string>()));
        Assert.Contains(items, i => i["findings"]![0]!["message"]!.GetValue<string>().Contains("salary"));
    }

    [Fact]
    public async Task Departments_AreRecordsThatTheOrganisationKnows()
    {
        await using var host = await TestHost.Started();
        Assert.Equal((2, 0, 0, 0), Counts(await Import(host, "dept_no,name\nd001,Marketing\nd002,Finance\n", exchange: "departments")));
        Assert.Equal("Finance", (await host.Get(Importer, "/api/records/department/d002")).Json["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task S22_ImportedPerson_IsTransferredToTheEnd()
    {
        await using var host = await TestHost.Started();
        Assert.Equal((1, 0, 0, 0), Counts(await Import(host, "dept_no,name\nd001,Marketing\n", exchange: "departments")));
        var people = Header + "\n10001,Georgi,Facello,M,1980-09-02,2010-06-26,Senior Engineer,d001,60117\n10039,Alejandro,Brender,M,1975-01-18,2000-06-01,Manager,d001,88000\n10002,Bezalel,Simmel,F,1974-06-02,1999-11-21,Staff,d001,65828\n";
        Assert.Equal((3, 0, 0, 0), Counts(await Import(host, people)));
        Assert.Equal((0, 1, 0, 0), Counts(await Import(host, "emp_no,dept_no,from,to\n10002,d001,1999-12-01,2005-10-01\n10039,d001,2005-10-01,9999-01-01\n", exchange: "managers")));

        var journey = await Journey.Submitted(host, Importer, "transfer", new { subject = "10001", input = new { newDepartment = "rd1", newBaseSalary = "70000.00", payReason = "岗位调整", effectiveDate = "2026-09-16" } });
        Assert.Equal("10039", (await journey.Task("release")).Text("owner"));
        foreach (var step in new[] { "release", "receive", "hrbp", "pay-check", "approval" }) await journey.Approve(step);
        await TestHost.Eventually(() => host.Get(Importer, "/api/records/person/10001").ContinueWith(a => a.Result.Json), r => r["values"]!["employment"]!.Text("department") == "rd1");
        await journey.Complete("accounts", "revoked", "granted", "changedAt");
        await journey.Complete("seat", "access");
        await journey.Complete("handover", "documents", "openWork", "receivedBy");
        await journey.Reaches("completed");

        Assert.Equal((0, 0, 3, 0), Counts(await Import(host, people)));
        Assert.Equal(("rd1", "70000.00"), await Placed());
        Assert.Equal((0, 1, 2, 0), Counts(await Import(host, people.Replace("60117", "61000"))));
        Assert.Equal(("d001", "61000"), await Placed());

        async Task<(string, string)> Placed() =>
            (await host.Get(Importer, "/api/records/person/10001")).Json["values"]! is var values ? (values["employment"]!.Text("department"), values["pay"]!.Text("baseSalary")) : default;
    }

    [Fact]
    public async Task S13_RowThatAgreedWhenItCameFirst_DoesNotUndoWhatSomebodyChangedSince()
    {
        await using var host = await TestHost.Started();
        await Import(host, File(Rows(1)));
        await Change("rd1");
        Assert.Equal((0, 0, 1, 0), Counts(await Import(host, File(["N0001,,,,,,,rd1,"])))); // it says what is there already
        await Change("rd2");
        Assert.Equal((0, 0, 1, 0), Counts(await Import(host, "departments,emp_no,first_name,last_name,gender,birth_date,hire_date,title,salary\nrd1,N0001,,,,,,,\n")));
        Assert.Equal("rd2", (await host.Get(Importer, "/api/records/person/N0001")).Json["values"]!["employment"]!.Text("department"));

        async Task Change(string department) =>
            (await host.Patch(Importer, "/api/records/person/N0001", new { employment = new { department } }, (await host.Get(Importer, "/api/records/person/N0001")).ETag)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S13_RowBeforeItsDepartment_WaitsAndIsGoodOnceTheDepartmentIsThere()
    {
        await using var host = await TestHost.Started();
        var people = Header + "\n10001,Georgi,Facello,M,1980-09-02,2010-06-26,Senior Engineer,d001,60117\n10002,Bezalel,Simmel,F,1974-06-02,1999-11-21,Staff,rd1|d001,65828\n";
        Assert.Equal((0, 0, 0, 2), Counts(await Import(host, people)));
        var waiting = await Quarantined(host);
        Assert.All(waiting, w => Assert.Equal(("HR-STD-114", "/employment/department"), (w["findings"]![0]!.Text("code"), w["findings"]![0]!.Text("pointer"))));
        (await host.Get(Importer, "/api/records/person/10001")).Is(HttpStatusCode.NotFound);

        await Import(host, "dept_no,name\nd001,Marketing\n", exchange: "departments");
        var id = waiting.Single(w => w.Text("key") == "10001").Text("id");
        var version = waiting.Single(w => w.Text("key") == "10001")["version"]!.GetValue<long>();
        (await host.Patch(Importer, $"/api/quarantine/{id}", new { columns = new { } }, $"\"{version}\"")).Is(HttpStatusCode.OK);
        Assert.Equal((1, 0, 1, 0), Counts(await Import(host, people)));
        Assert.Empty(await Quarantined(host));
        Assert.Equal("Senior Engineer", (await host.Get(Importer, "/api/records/person/10001")).Json["values"]!["employment"]!.Text("title"));
    }

    [Fact]
    public async Task S13_HeadWhoIsNotThere_WaitsBesideTheOneWhoIs()
    {
        await using var host = await TestHost.Started();
        await Import(host, "dept_no,name\nd001,Marketing\n", exchange: "departments");
        Assert.Equal((0, 1, 0, 1), Counts(await Import(host, "emp_no,dept_no,from,to\nE0009,d001,2001-01-01,9999-01-01\nE9999,d001,2005-01-01,9999-01-01\n", exchange: "managers")));
        Assert.Equal("E0009", (await host.Get(Importer, "/api/records/department/d001")).Json["values"]!["duties"]!.Text("head"));
    }

    [Fact]
    public async Task S13_WhatIsSaidOfNewRecordsOnly_DoesNotUndoWhatSomebodyChanged()
    {
        await using var host = await TestHost.Started();
        await Import(host, File(Rows(1)));
        var person = (await host.Get(Importer, "/api/records/person/N0001")).Is(HttpStatusCode.OK);
        Assert.Equal("active", person.Json["values"]!["employment"]!.Text("status"));
        (await host.Patch(Importer, "/api/records/person/N0001", new { employment = new { status = "leaving" } }, person.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal((0, 0, 1, 0), Counts(await Import(host, File(Rows(1)))));
        Assert.Equal("leaving", (await host.Get(Importer, "/api/records/person/N0001")).Json["values"]!["employment"]!.Text("status"));
    }

    [Fact]
    public async Task WhoHoldsNoImporterRole_IsRefusedAndSeesNoImport()
    {
        await using var host = await TestHost.Started();
        var refused = (await Send(host, File(Rows(1)), person: "E0042")).Is(HttpStatusCode.Forbidden);
        Assert.Equal("HR-EXC-114", refused.Json["code"]!.GetValue<string>());
        var sent = (await Send(host, FiveBadOfHundred)).Is(HttpStatusCode.Accepted);
        await Finished(host, sent);
        (await host.Get("E0042", sent.Location!)).Is(HttpStatusCode.NotFound);
        Assert.Empty(await Quarantined(host, "E0042"));
        (await Send(host, File(Rows(1)), exchange: "nothing")).Is(HttpStatusCode.NotFound);
    }
}
