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
      "  multichat sessions             lists what was recorded",
      "  multichat COMMAND --help       tells more, with examples"
    })
final class Multichat implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The whole command line over an engine. */
  static CommandLine over(Engine engine, Settings settings, Console console) {
    CommandLine devlog =
        new CommandLine(new DevlogGroup())
            .addSubcommand(new DevlogList(engine, settings, console))
            .addSubcommand(new DevlogShow(engine, settings, console))
            .addSubcommand(new DevlogRebuild(engine, settings, console));
    return new CommandLine(new Multichat())
        .addMixin("settings", settings)
        .addSubcommand(new Demo(engine, settings, console))
        .addSubcommand(new Serve(engine, settings, console))
        .addSubcommand(new Sessions(engine, settings, console))
        .addSubcommand(new Show(engine, settings, console))
        .addSubcommand(new AgendaOf(engine, settings, console))
        .addSubcommand(devlog)
        .addSubcommand(new Dead(engine, settings, console))
        .addSubcommand(new Bench(engine, settings, console))
        .addSubcommand(new ShowConfig(settings, console))
        .addSubcommand(new HelpCommand());
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
