package dev.multichat.config;

/**
 * How much goes into one commit, and how much may wait for one.
 *
 * @param batchCount writes in one commit
 * @param batchBytes of text in one commit
 * @param waiting writes that may wait before more are refused
 * @param waitingBytes of text that may wait before more is refused
 */
public record RecorderSettings(int batchCount, int batchBytes, int waiting, int waitingBytes) {
  public RecorderSettings {
    Range.check("recorder.batchCount", batchCount, 1, 10000);
    Range.check("recorder.batchBytes", batchBytes, 1024, 67108864);
    Range.check("recorder.waiting", waiting, 1, 1000000);
    Range.check("recorder.waitingBytes", waitingBytes, 1024, 1073741824);
  }
}
