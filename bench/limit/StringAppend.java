import java.nio.charset.StandardCharsets;

final class StringAppend {
    static long sum(byte[] bytes) {
        long acc = 0;
        for (byte c : bytes) acc = (acc * 33 + c) % 1_000_003;
        return acc;
    }

    static String run(int n) {
        StringBuilder a = new StringBuilder();
        for (int i = n; i > 0; i--) a.append("item-").append(i).append(';');
        StringBuilder b = new StringBuilder();
        for (int i = n; i > 0; i--)
            b.append("row ").append(i).append(" of ").append(i * 7).append('\n');
        byte[] x = a.toString().getBytes(StandardCharsets.UTF_8),
                y = b.toString().getBytes(StandardCharsets.UTF_8);
        return x.length + " " + y.length + " " + sum(x) + " " + sum(y);
    }

    public static void main(String[] args) {
        int n = Harness.size(args, 200_000);
        Harness.run(() -> run(n));
    }
}
