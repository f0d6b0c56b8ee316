package dev.multichat.store.contract;

/** What each part of the contract speaks to. */
interface Promises {
  /** A fresh store, the same one throughout a test. */
  Trial trial();
}
