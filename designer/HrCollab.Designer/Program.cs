using HrCollab.Designer.Hosting;

var builder = WebApplication.CreateBuilder(args);
if (!builder.AddDesigner()) return 1;

var app = builder.Build();
app.UseDesigner();
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"""

      HrCollab 设计器 / designer  {app.Urls.FirstOrDefault()}

    """));
await app.RunAsync();
return 0;
