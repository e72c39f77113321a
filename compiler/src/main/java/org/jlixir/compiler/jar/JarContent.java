package org.jlixir.compiler.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The entries of a jar. Written in the order of their names, all with the same time, so that the same content is the same file. Of two
 * entries of the same name the first one stays; what names services is put together.
 */
public final class JarContent {
    private static final String SERVICES = "META-INF/services/";
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final String MANIFEST = """
        Manifest-Version: 1.0
        Main-Class: org.jlixir.repl.command.JarMain
        Add-Opens: java.base/java.lang java.base/java.math
        """;
    /** Said only of jars that have such entries: the JVM looks every class up twice then. */
    private static final String MULTI_RELEASE = "Multi-Release: true\n";

    private static final String VERSIONS = "META-INF/versions/";

    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    /** Adds an entry unless there is one of that name. */
    public void add(String name, byte[] content) {
        if (name.startsWith(SERVICES)) {
            entries.merge(name, content, JarContent::joined);
        } else {
            entries.putIfAbsent(name, content);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        String lines = new String(first, StandardCharsets.UTF_8).stripTrailing() + "\n"
                + new String(second, StandardCharsets.UTF_8).stripTrailing() + "\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds all of a jar or folder but what speaks of the jar itself: its manifest, signatures, module descriptor. */
    public void addAll(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    addOther(part.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return;
        }
        try (JarFile jar = new JarFile(part.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
                if (!entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        addOther(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private void addOther(String name, byte[] content) {
        boolean isOfJar = name.equals("META-INF/MANIFEST.MF")
                || name.equals("META-INF/INDEX.LIST")
                || name.startsWith("META-INF/maven/")
                || name.endsWith("module-info.class")
                || name.startsWith("META-INF/")
                        && List.of(".SF", ".RSA", ".DSA", ".EC").stream().anyMatch(name::endsWith);
        if (!isOfJar) {
            add(name, content);
        }
    }

    /** Writes the jar beside its place, then moves it there. */
    public void write(Path file) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".jlixir", ".jar");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                out.write(zipped());
            }
            temporary.toFile().setReadable(true, false);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private byte[] zipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "META-INF/MANIFEST.MF", manifest().getBytes(StandardCharsets.UTF_8));
            for (var entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private String manifest() {
        String versions = entries.ceilingKey(VERSIONS);
        boolean multiRelease = versions != null && versions.startsWith(VERSIONS);
        return (MANIFEST + (multiRelease ? MULTI_RELEASE : "") + "\n").replace("\n", "\r\n");
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        if (isNeededAtStart(name)) {
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** To unpack what every start needs takes longer than to read it from the disk. */
    private static boolean isNeededAtStart(String name) {
        return name.startsWith("org/jlixir/") || name.startsWith("Elixir/") && name.endsWith(".class");
    }
}
