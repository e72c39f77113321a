package org.jlixir.runtime.process;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A mailbox behaves like a queue, in whatever order many senders and the one reader come to it. The schedules are those that the machine
 * happens to take; how many are looked at follows {@code -Djlixir.stress.millis}.
 */
@Timeout(600)
class MailboxLincheckTest {
    /** What Lincheck calls: the reader's operations are in one group, which it never runs side by side. */
    public static final class Mailbox {
        private final Proc owner = new Proc();

        @Operation
        public void send(int message) {
            owner.send((long) message);
        }

        @Operation(nonParallelGroup = "reader")
        public @Nullable Object receive() {
            owner.receiveStart();
            Object message = owner.receivePeek();
            owner.receiveRemove();
            return message;
        }

        /** A selective receive: what is not wanted stays where it is. */
        @Operation(nonParallelGroup = "reader")
        public @Nullable Object receiveEven() {
            owner.receiveStart();
            while (true) {
                Object message = owner.receivePeek();
                if (message == null) {
                    return null;
                }
                if ((long) message % 2 == 0) {
                    owner.receiveRemove();
                    return message;
                }
                owner.receiveNext();
            }
        }

        @Operation(nonParallelGroup = "reader")
        public List<Object> messages() {
            owner.takeSignals();
            return owner.messages();
        }
    }

    @Test
    void isAQueue() {
        int rounds = (int) Math.max(10, Long.getLong("jlixir.stress.millis", 500) / 50);
        new StressOptions()
                .iterations(rounds)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(4)
                .actorsBefore(1)
                .actorsAfter(2)
                .check(Mailbox.class);
    }
}
