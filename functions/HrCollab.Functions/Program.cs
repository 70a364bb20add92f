using HrCollab.Functions;
using HrCollab.Functions.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddHrCollab();

var app = builder.Build();
if (!app.OpenStore()) return 1;
app.UseHrCollab();
return await app.Start(args);
