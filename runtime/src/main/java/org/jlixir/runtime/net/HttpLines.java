package org.jlixir.runtime.net;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an HTTP 1 message as {@code :erlang.decode_packet/3} tells them: what is known is an atom, what is not a text, either a
 * binary or a list of bytes.
 */
public final class HttpLines {
    private static final Atom UNDEFINED = Atom.of("undefined");
    private static final Set<String> METHODS = Set.of("OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE");
    private static final List<String> HEADERS = List.of(
            "Cache-Control",
            "Connection",
            "Date",
            "Pragma",
            "Transfer-Encoding",
            "Upgrade",
            "Via",
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "From",
            "Host",
            "If-Modified-Since",
            "If-Match",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Max-Forwards",
            "Proxy-Authorization",
            "Range",
            "Referer",
            "User-Agent",
            "Age",
            "Location",
            "Proxy-Authenticate",
            "Public",
            "Retry-After",
            "Server",
            "Vary",
            "Warning",
            "Www-Authenticate",
            "Allow",
            "Content-Base",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Location",
            "Content-Md5",
            "Content-Range",
            "Content-Type",
            "Etag",
            "Expires",
            "Last-Modified",
            "Accept-Ranges",
            "Set-Cookie",
            "Set-Cookie2",
            "X-Forwarded-For",
            "Cookie",
            "Keep-Alive",
            "Proxy-Connection");
    private static final Map<String, Integer> NUMBERS = Collections.unmodifiableSortedMap(numbers());

    /** What the names of methods and headers are made of. */
    private static final String TOKEN = "[^\\x00-\\x20\"(),/:;<=>?@\\[\\\\\\]{}\\x80-\\xFF]";

    private static final Pattern RESPONSE =
            Pattern.compile("HTTP/(\\d+)\\.(\\d+)[ \\t]+(\\d*)(?:[ \\t]+(.*))?", Pattern.DOTALL);
    private static final Pattern REQUEST = Pattern.compile(
            "(" + TOKEN + "+)[ \\t]+([^ \\t]+)(?:[ \\t]+HTTP/(\\d+)\\.(\\d+).*)?[ \\t]*", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "*):[ \\t]*(.*)", Pattern.DOTALL);
    private static final Pattern WITH_HOST = Pattern.compile(
            "(https?)://(\\[[^\\]/]*\\]|[^/:]*)(?::(?:(\\d+)(?![^/])|[^/]*))?(/.*)?", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_CAPITALIZED = 50;

    private final boolean binaries;

    /** @param binaries texts are binaries, not lists */
    public HttpLines(boolean binaries) {
        this.binaries = binaries;
    }

    private static SortedMap<String, Integer> numbers() {
        SortedMap<String, Integer> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        IntStream.range(0, HEADERS.size()).forEach(i -> out.put(HEADERS.get(i), i + 1));
        return out;
    }

    /** The first line of a request or of a response. */
    public Object start(String line) {
        String text = withoutEnd(line);
        Matcher response = RESPONSE.matcher(text);
        if (response.matches()) {
            return Tuple.of(
                    Atom.of("http_response"),
                    version(response.group(1), response.group(2)),
                    number(response.group(3)),
                    text(response.group(4) == null ? "" : response.group(4)));
        }
        Matcher request = REQUEST.matcher(text);
        if (!request.matches() || text.startsWith("HTTP/")) {
            return error(line);
        }
        String method = request.group(1);
        return Tuple.of(
                Atom.of("http_request"),
                METHODS.contains(method) ? Atom.of(method) : text(method),
                target(request.group(2)),
                request.group(3) == null ? Tuple.of(0L, 9L) : version(request.group(3), request.group(4)));
    }

    private static Object version(String major, String minor) {
        return Tuple.of(number(major), number(minor));
    }

    /** With as many bits as Erlang's own parser keeps, however many digits there are. */
    private static long number(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = number * 10 + (digits.charAt(i) - '0');
        }
        return number;
    }

    private Object target(String target) {
        if (target.equals("*")) {
            return Atom.of("*");
        }
        if (target.startsWith("/") || target.length() == 1) {
            return Tuple.of(Atom.of("abs_path"), text(target));
        }
        Matcher absolute = WITH_HOST.matcher(target);
        if (absolute.matches()) {
            return Tuple.of(
                    Atom.of("absoluteURI"),
                    Atom.of(absolute.group(1).toLowerCase(Locale.ROOT)),
                    text(absolute.group(2)),
                    port(absolute.group(3)),
                    text(absolute.group(4) == null ? "/" : absolute.group(4)));
        }
        int colon = target.indexOf(':');
        return colon < 0
                ? text(target)
                : Tuple.of(Atom.of("scheme"), text(target.substring(0, colon)), text(target.substring(colon + 1)));
    }

    private static Object port(@Nullable String digits) {
        long port = digits == null ? 0 : number(digits);
        return port == 0 ? UNDEFINED : (Object) port;
    }

    /** A header line, with the lines that go on with it; an empty one ends the headers. */
    public Object header(String line) {
        String text = withoutEnd(line);
        if (text.isEmpty()) {
            return Atom.of("http_eoh");
        }
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            return error(line);
        }
        String name = header.group(1);
        int number = NUMBERS.getOrDefault(name, 0);
        return Tuple.of(
                Atom.of("http_header"),
                (long) number,
                number > 0 ? Atom.of(HEADERS.get(number - 1)) : text(capitalized(name)),
                text(name),
                text(header.group(2)));
    }

    /** The first letter of each part; a hyphen that stands for a first letter begins no other part. */
    private static String capitalized(String name) {
        if (name.length() > LONGEST_CAPITALIZED) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = c == '-' && !first;
        }
        return out.toString();
    }

    private Object error(String line) {
        return Tuple.of(Atom.of("http_error"), text(line));
    }

    private static String withoutEnd(String line) {
        int end = line.endsWith("\r\n") ? line.length() - 2 : line.endsWith("\n") ? line.length() - 1 : line.length();
        return line.substring(0, end);
    }

    private Object text(String text) {
        return binaries
                ? Bitstring.ofBytes(text.getBytes(StandardCharsets.ISO_8859_1))
                : TermList.from(text.chars().mapToObj(c -> (Object) (long) c).toList());
    }
}
