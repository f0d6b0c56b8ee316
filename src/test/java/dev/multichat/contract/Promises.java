package dev.multichat.contract;

/** What each part of the contract speaks to. */
interface Promises {
  /** A fresh daemon, the same one throughout a test. */
  Scene scene();
}
