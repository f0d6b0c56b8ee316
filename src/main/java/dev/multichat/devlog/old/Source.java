package dev.multichat.devlog.old;

/** What the reading of one file works with. */
record Source(Page page, Headers headers, FileName name, People people, Notes notes) {}
