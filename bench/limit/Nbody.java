import java.util.Locale;

final class Nbody {
    static final double SOLAR = 4 * 3.141592653589793 * 3.141592653589793, DAYS = 365.24;

    static final class Body {
        double x, y, z, vx, vy, vz;
        final double m;

        Body(double x, double y, double z, double vx, double vy, double vz, double m) {
            this.x = x;
            this.y = y;
            this.z = z;
            this.vx = vx * DAYS;
            this.vy = vy * DAYS;
            this.vz = vz * DAYS;
            this.m = m * SOLAR;
        }
    }

    static Body[] bodies() {
        Body[] all = {
            new Body(0, 0, 0, 0, 0, 0, 1),
            new Body(
                    4.84143144246472090,
                    -1.16032004402742839,
                    -0.103622044471123109,
                    0.00166007664274403694,
                    0.00769901118419740425,
                    -0.0000690460016972063023,
                    0.000954791938424326609),
            new Body(
                    8.34336671824457987,
                    4.12479856412430479,
                    -0.403523417114321381,
                    -0.00276742510726411185,
                    0.00499852801234917238,
                    0.0000230417297573763929,
                    0.000285885980666130812),
            new Body(
                    12.8943695621391310,
                    -15.1111514016986312,
                    -0.223307578892655734,
                    0.00296460137564761618,
                    0.00237847173959480950,
                    -0.0000296589568540237556,
                    0.0000436624404335156298),
            new Body(
                    15.3796971148509165,
                    -25.9193146099879641,
                    0.179258772950371181,
                    0.00268067772490389322,
                    0.00162824170038242295,
                    -0.0000951592254519715870,
                    0.0000515138902046611451),
        };
        double px = 0, py = 0, pz = 0;
        for (Body b : all) {
            px += b.vx * b.m;
            py += b.vy * b.m;
            pz += b.vz * b.m;
        }
        all[0].vx = -px / SOLAR;
        all[0].vy = -py / SOLAR;
        all[0].vz = -pz / SOLAR;
        return all;
    }

    static void step(Body[] all, double dt) {
        for (int i = 0; i < all.length; i++) {
            Body a = all[i];
            for (int j = i + 1; j < all.length; j++) {
                Body b = all[j];
                double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
                double d2 = dx * dx + dy * dy + dz * dz;
                double mag = dt / (d2 * Math.sqrt(d2));
                double f1 = b.m * mag, f2 = a.m * mag;
                a.vx -= dx * f1;
                a.vy -= dy * f1;
                a.vz -= dz * f1;
                b.vx += dx * f2;
                b.vy += dy * f2;
                b.vz += dz * f2;
            }
            a.x += dt * a.vx;
            a.y += dt * a.vy;
            a.z += dt * a.vz;
        }
    }

    static double energy(Body[] all) {
        double e = 0;
        for (int i = 0; i < all.length; i++) {
            Body a = all[i];
            e += 0.5 * a.m * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
            for (int j = i + 1; j < all.length; j++) {
                Body b = all[j];
                double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
                e -= a.m * b.m / Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return e;
    }

    public static void main(String[] args) {
        int n = Harness.size(args, 100_000);
        Harness.run(() -> {
            Body[] all = bodies();
            for (int i = 0; i < n; i++) step(all, 0.01);
            return String.format(Locale.ROOT, "%.9f", energy(all));
        });
    }
}
