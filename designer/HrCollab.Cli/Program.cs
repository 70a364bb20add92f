return HrCollab.Cli.Commands.Run(args, Console.Out, Console.Error);
