using HrCollab.Engine.Expressions;
using HrCollab.Functions;
using HrCollab.Functions.Hosting;

_ = Task.Run(FirstUse.OfExpressions); // waited for when the definitions are compiled
var typed = CommandLine.Of(args);
var builder = WebApplication.CreateBuilder(typed.Settings);
builder.AddHrCollab();

await using var app = builder.Build(); // what was logged last is written before the process ends
if (await app.RunTool(typed.Words) is { } exit) return exit;
if (!await app.OpenStore()) return 1;
app.UseHrCollab();
return await app.Start(typed.Words);
