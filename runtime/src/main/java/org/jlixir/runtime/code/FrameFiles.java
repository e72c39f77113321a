package org.jlixir.runtime.code;

import java.util.Map;

/**
 * Which source file a function comes from. A class file names one; where functions of a module come from others ({@code @file}, quotes
 * with {@code location: :keep}), that name is followed by these functions with their files.
 */
public final class FrameFiles {
    /** Stands in no name of a file. */
    private static final char ENTRY = '\0';

    private static final char FILE = '\n';

    private FrameFiles() {}

    /**
     * The name for a class file.
     *
     * @param others the files of functions that come from another one, by {@code name/arity}
     */
    public static String sourceFile(String main, Map<String, String> others) {
        StringBuilder out = new StringBuilder(main);
        others.forEach((function, file) ->
                out.append(ENTRY).append(function).append(FILE).append(file));
        return out.toString();
    }

    /** The file that most of the module's functions come from. */
    public static String main(String sourceFile) {
        int end = sourceFile.indexOf(ENTRY);
        return end < 0 ? sourceFile : sourceFile.substring(0, end);
    }

    /**
     * The file of a function.
     *
     * @param sourceFile as the class file names it
     * @param function the name of the function, or of an anonymous function in it, such as {@code -name/1-fun-0-}
     */
    public static String of(String sourceFile, String function, long arity) {
        int next = sourceFile.indexOf(ENTRY);
        if (next < 0) {
            return sourceFile;
        }
        String[] entries = sourceFile.split(String.valueOf(ENTRY), -1);
        for (int i = 1; i < entries.length; i++) {
            int end = entries[i].lastIndexOf(FILE);
            String known = entries[i].substring(0, end);
            if (known.equals(function + "/" + arity) || function.startsWith("-" + known + "-")) {
                return entries[i].substring(end + 1);
            }
        }
        return entries[0];
    }
}
