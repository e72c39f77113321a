package org.jlixir.repl.command;

/** Ends the JVM when the program has ended. */
final class JvmEnd {
    private JvmEnd() {}

    /**
     * To be called last on the main thread. {@code System.exit} loads the JDK's logging, in case somebody wants to know of it; the JVM
     * ends without when this thread does, provided that it is the only one that it waits for.
     */
    static void exit(int code) {
        System.out.flush();
        if (code != 0 || othersRun()) {
            System.exit(code);
        }
    }

    private static boolean othersRun() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        // Room for those that are started meanwhile.
        Thread[] threads = new Thread[all.activeCount() + 16];
        int count = all.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
                return true;
            }
        }
        return count == threads.length;
    }
}
