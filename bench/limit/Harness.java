import java.util.Arrays;
import java.util.function.Supplier;

/** Same protocol as the benchmark programs: result, first_ms, best_ms, median_ms. */
final class Harness {
    static int size(String[] args, int dflt) {
        return args.length > 0 ? Integer.parseInt(args[0]) : dflt;
    }

    static void run(Supplier<String> work) {
        String b = System.getenv("BENCH_MS");
        long budget = (b == null ? 5000L : Long.parseLong(b)) * 1_000_000L;
        long start = System.nanoTime();
        String result = work.get();
        long first = System.nanoTime() - start;
        System.out.println("result: " + result);
        long[] times = new long[1 << 20];
        int n = 0;
        times[n++] = first;
        while (n < times.length) {
            long elapsed = System.nanoTime() - start;
            if ((n >= 3 && elapsed >= budget) || elapsed >= 3 * budget) break;
            long t0 = System.nanoTime();
            String again = work.get();
            times[n++] = System.nanoTime() - t0;
            if (!again.equals(result)) {
                System.out.println("result: UNSTABLE " + again);
                System.exit(1);
            }
        }
        long[] sorted = Arrays.copyOf(times, n);
        Arrays.sort(sorted);
        System.out.printf(
                "first_ms: %.3f%nbest_ms: %.3f%nmedian_ms: %.3f%niterations: %d%n",
                first / 1e6, sorted[0] / 1e6, sorted[n / 2] / 1e6, n);
    }
}
