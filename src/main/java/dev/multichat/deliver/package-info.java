/** What happens after a commit: the feed's tail, pushing, deadlines. */
@org.jspecify.annotations.NullMarked
package dev.multichat.deliver;
