/** The markdown writer (pure), and the projection that keeps a folder of devlogs. */
@org.jspecify.annotations.NullMarked
package dev.multichat.devlog;
