/** The command line, one file for each command. What a command needs is passed in. */
@org.jspecify.annotations.NullMarked
package dev.multichat.cli;
