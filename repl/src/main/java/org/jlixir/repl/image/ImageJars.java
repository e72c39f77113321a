package org.jlixir.repl.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars of the image: jlixir's own get {@link WithoutBootstraps}, ASM and Picocli {@link WithFrames}; ICU loses the names of
 * languages, countries and currencies and what else it knows of each locale, of which jlixir asks nothing. The JVM reads the directory of
 * a jar at each start, and ICU's is half of that of a compiled program.
 */
public final class ImageJars {
    private static final String CLASS = ".class";
    private static final String ICU_DATA = "com/ibm/icu/impl/data/icudata/";
    private static final String LOCALE = ".res";

    private ImageJars() {}

    /** @param arguments the folder of the jars */
    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (name.startsWith("icu4j")) {
                    rewrite(jar, ImageJars::withoutLocales);
                } else if (name.startsWith("asm") || name.startsWith("picocli")) {
                    rewrite(jar, WithFrames::rewrite);
                } else if (name.startsWith("jlixir") && !name.startsWith("jlixir-stdlib")) {
                    rewrite(jar, ImageJars::withoutBootstraps);
                }
            }
        }
    }

    private static Map<String, byte[]> withoutLocales(Map<String, byte[]> entries) {
        entries.keySet().removeIf(ImageJars::isOfLocale);
        return entries;
    }

    private static boolean isOfLocale(String name) {
        return name.startsWith(ICU_DATA) && (name.indexOf('/', ICU_DATA.length()) > 0 || name.endsWith(LOCALE));
    }

    private static Map<String, byte[]> withoutBootstraps(Map<String, byte[]> entries) {
        Map<String, byte[]> classes = new LinkedHashMap<>(entries);
        classes.keySet().removeIf(name -> !name.endsWith(CLASS));
        entries.putAll(WithoutBootstraps.rewrite(classes));
        return entries;
    }

    private static void rewrite(Path file, UnaryOperator<Map<String, byte[]>> change) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile jar = new JarFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
                try (InputStream in = jar.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
            // All entries are as old as the first one: the same build makes the same jar.
            long time = jar.entries().nextElement().getTime();
            for (var entry : change.apply(entries).entrySet()) {
                ZipEntry written = new ZipEntry(entry.getKey());
                written.setTime(time);
                out.putNextEntry(written);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        Files.write(file, bytes.toByteArray());
    }
}
