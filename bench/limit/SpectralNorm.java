import java.util.Arrays;
import java.util.Locale;

final class SpectralNorm {
    static double a(int i, int j) {
        return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
    }

    static double[] mul(double[] v, boolean transposed) {
        double[] r = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double s = 0;
            if (transposed) for (int j = 0; j < v.length; j++) s += a(j, i) * v[j];
            else for (int j = 0; j < v.length; j++) s += a(i, j) * v[j];
            r[i] = s;
        }
        return r;
    }

    static double[] both(double[] v) {
        return mul(mul(v, false), true);
    }

    public static void main(String[] args) {
        int n = Harness.size(args, 300);
        Harness.run(() -> {
            double[] u = new double[n], v = null;
            Arrays.fill(u, 1.0);
            for (int i = 0; i < 10; i++) {
                v = both(u);
                u = both(v);
            }
            double vbv = 0, vv = 0;
            for (int i = 0; i < n; i++) {
                vbv += u[i] * v[i];
                vv += v[i] * v[i];
            }
            return String.format(Locale.ROOT, "%.9f", Math.sqrt(vbv / vv));
        });
    }
}
