package dev.multichat.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: help when nothing is asked for, and what all commands share. */
@Command(
    name = "multichat",
    description = "A message hub for software agents that records every conversation.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Multichat.Version.class,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    descriptionHeading = "%n",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was done",
      "1:it failed; the reason is on standard error",
      "2:the command line or the configuration is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  multichat demo                 four agents talk, and you see what is recorded",
      "  multichat serve                runs the hub until it is told to stop",
      "  multichat agent add agent-2    gives out the token of an agent",
      "  multichat send --to agent-2 'Are you ready?'",
      "  multichat sessions             lists what was recorded",
      "  multichat COMMAND --help       tells more, with examples"
    })
final class Multichat implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The whole command line. */
  static CommandLine over(Desk desk) {
    CommandLine dead =
        new CommandLine(new DeadGroup())
            .addSubcommand(new DeadList(desk))
            .addSubcommand(new DeadRequeue(desk));
    CommandLine root =
        new CommandLine(new Multichat())
            .addMixin("settings", desk.settings())
            .addSubcommand(new Demo(desk))
            .addSubcommand(new Serve(desk))
            .addSubcommand(new Status(desk));
    return talking(root, desk)
        .addSubcommand(new Sessions(desk))
        .addSubcommand(new Show(desk))
        .addSubcommand(new AgendaOf(desk))
        .addSubcommand(devlogs(desk))
        .addSubcommand(dead)
        .addSubcommand(new Release(desk))
        .addSubcommand(new Export(desk))
        .addSubcommand(new Import(desk))
        .addSubcommand(new Migrate(desk))
        .addSubcommand(new Backup(desk))
        .addSubcommand(new Doctor(desk))
        .addSubcommand(new Bench(desk))
        .addSubcommand(new ShowConfig(desk))
        .addSubcommand(new Completion(desk))
        .addSubcommand(new HelpCommand());
  }

  private static CommandLine devlogs(Desk desk) {
    return new CommandLine(new DevlogGroup())
        .addSubcommand(new DevlogList(desk))
        .addSubcommand(new DevlogShow(desk))
        .addSubcommand(new DevlogRebuild(desk));
  }

  /** What agents do, and what is done with them. */
  private static CommandLine talking(CommandLine root, Desk desk) {
    CommandLine agent =
        new CommandLine(new AgentGroup())
            .addSubcommand(new AgentAdd(desk))
            .addSubcommand(new AgentList(desk))
            .addSubcommand(new AgentRotate(desk))
            .addSubcommand(new AgentRevoke(desk));
    return root.addSubcommand(agent)
        .addSubcommand(new Send(desk))
        .addSubcommand(new Ask(desk))
        .addSubcommand(new Inbox(desk))
        .addSubcommand(new Watch(desk))
        .addSubcommand(new Ack(desk))
        .addSubcommand(new Mcp(desk));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Multichat.class.getPackage().getImplementationVersion();
      return new String[] {
        "multichat "
            + (version == null ? "(not packaged)" : version)
            + " on Java "
            + Runtime.version().feature()
      };
    }
  }
}
