package org.jlixir.runtime.erlang;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the JVM's count of the objects on its heap says. The JVM stands still meanwhile: some tenths of a second for a gigabyte. */
final class HeapHistogram {
    /** Number, instances, bytes, name. */
    private static final Pattern BYTE_ARRAYS = Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+\\[B\\b");

    private HeapHistogram() {}

    /** The bytes of all byte arrays, also of those that wait to be collected; 0 when the JVM does not tell. */
    static long byteArrays() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[] {"-all"}},
                            new String[] {String[].class.getName()});
            Matcher line = BYTE_ARRAYS.matcher(String.valueOf(text));
            return line.find() ? Long.parseLong(line.group(1), 10) : 0;
        } catch (JMException _) {
            return 0;
        }
    }
}
