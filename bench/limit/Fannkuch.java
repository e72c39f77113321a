final class Fannkuch {
    static String run(int n) {
        int[] perm = new int[n], work = new int[n], count = new int[n];
        for (int i = 0; i < n; i++) perm[i] = i + 1;
        long sum = 0, index = 0;
        int max = 0;
        while (true) {
            int flips = 0;
            System.arraycopy(perm, 0, work, 0, n);
            for (int k = work[0]; k != 1; k = work[0]) {
                for (int i = 0, j = k - 1; i < j; i++, j--) {
                    int t = work[i];
                    work[i] = work[j];
                    work[j] = t;
                }
                flips++;
            }
            sum += (index++ & 1) == 0 ? flips : -flips;
            max = Math.max(max, flips);
            int i = 1;
            for (; i < n; i++) {
                int head = perm[0];
                System.arraycopy(perm, 1, perm, 0, i);
                perm[i] = head;
                if (count[i] < i) {
                    count[i]++;
                    break;
                }
                count[i] = 0;
            }
            if (i == n) return sum + " " + max;
        }
    }

    public static void main(String[] args) {
        int n = Harness.size(args, 9);
        Harness.run(() -> run(n));
    }
}
