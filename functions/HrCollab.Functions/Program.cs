using HrCollab.Functions;
using HrCollab.Functions.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddHrCollab();

var app = builder.Build();
if (args.Contains("provision")) return await app.Provision() ? 0 : 1;
if (!await app.OpenStore()) return 1;
app.UseHrCollab();
return await app.Start(args);
