/** Watches the memory of this process: its peak in each quarter of the work. */
export function watchPeaks(share: () => number): { readonly stop: () => readonly number[] } {
  const peaks = [0, 0, 0, 0];
  const look = (): void => {
    const quarter = Math.min(3, Math.floor(share() * 4));
    peaks[quarter] = Math.max(peaks[quarter] ?? 0, process.memoryUsage.rss() / 1_048_576);
  };
  look();
  const timer = setInterval(look, 20);
  return {
    stop() {
      look();
      clearInterval(timer);
      return peaks.map(Math.round);
    },
  };
}
