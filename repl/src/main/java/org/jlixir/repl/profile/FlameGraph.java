package org.jlixir.repl.profile;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jlixir.repl.profile.Profile.CallTree;

/**
 * A profile as a picture, after Gregg 2016, <i>The Flame Graph</i>: each bar is a function, as wide as the share of samples in which it
 * was running; above it stands what it has called. One page of HTML that needs nothing else; a click on a bar makes it the whole width.
 */
final class FlameGraph {
    /** Thinner bars can not be seen. */
    private static final double LEAST = 0.0005;

    private static final int BAR_HEIGHT = 18;

    private static final String PAGE = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{{title}}</title>
        <style>
        body { font-family: sans-serif; margin: 1em; color: #222; }
        #graph { position: relative; height: {{height}}px; overflow: hidden; }
        #graph div { position: absolute; box-sizing: border-box; height: {{bar}}px; line-height: {{bar}}px; overflow: hidden;
          white-space: nowrap; font-size: 12px; padding: 0 3px; border: 1px solid white; border-radius: 3px; cursor: pointer; }
        #graph div.own { background: #f4a261; }
        #graph div.library { background: #e9d8a6; }
        #graph div.system { background: #cfd8dc; }
        #graph div.faded { opacity: 0.5; }
        #graph div.found { background: #7b5ea7; color: white; }
        </style>
        </head>
        <body>
        <h1>{{title}}</h1>
        <p>{{samples}} samples. <label>Find: <input id="find" size="30"></label> <span id="share"></span></p>
        <div id="graph">
        {{bars}}</div>
        <script>
        const bars = [...document.querySelectorAll('#graph div')];
        const of = bar => ({ x: +bar.dataset.x, width: +bar.dataset.w, level: +bar.dataset.l });
        function show(root) {
          const whole = of(root);
          for (const bar of bars) {
            const own = of(bar);
            const under = own.level < whole.level && own.x <= whole.x && own.x + own.width >= whole.x + whole.width;
            const within = own.level >= whole.level && own.x >= whole.x && own.x + own.width <= whole.x + whole.width;
            bar.style.display = under || within ? '' : 'none';
            bar.classList.toggle('faded', under);
            bar.style.left = under ? '0' : 100 * (own.x - whole.x) / whole.width + '%';
            bar.style.width = under ? '100%' : 100 * own.width / whole.width + '%';
          }
        }
        function find(text) {
          let samples = 0, end = 0;
          for (const bar of bars) {
            const own = of(bar), hit = text !== '' && bar.textContent.includes(text);
            bar.classList.toggle('found', hit);
            if (hit && own.x >= end) { samples += own.width; end = own.x + own.width; }
          }
          document.getElementById('share').textContent = text === '' ? '' : (100 * samples / of(bars[0]).width).toFixed(1) + ' %';
        }
        bars.forEach(bar => bar.addEventListener('click', () => show(bar)));
        document.getElementById('find').addEventListener('input', event => find(event.target.value));
        </script>
        </body>
        </html>
        """;

    private final StringBuilder bars = new StringBuilder();
    private final Profile profile;
    private final int depth;

    private FlameGraph(Profile profile) {
        this.profile = profile;
        depth = depth(profile.tree());
    }

    /** @param title of the page */
    static String of(Profile profile, String title) {
        return new FlameGraph(profile).page(title);
    }

    private String page(String title) {
        bar("all", profile.tree(), 0, 0);
        return PAGE.replace("{{title}}", escape(title))
                .replace("{{height}}", String.valueOf(depth * BAR_HEIGHT))
                .replace("{{bar}}", String.valueOf(BAR_HEIGHT))
                .replace("{{samples}}", String.valueOf(profile.tree().samples()))
                .replace("{{bars}}", bars);
    }

    private int depth(CallTree node) {
        int deepest = 0;
        for (CallTree callee : node.callees().values()) {
            if (isShown(callee)) {
                deepest = Math.max(deepest, depth(callee));
            }
        }
        return deepest + 1;
    }

    private boolean isShown(CallTree node) {
        return node.samples() >= LEAST * profile.tree().samples();
    }

    /**
     * Writes a bar and those above it.
     *
     * @param start how many samples stand left of it
     */
    private void bar(String name, CallTree node, long start, int level) {
        double whole = Math.max(1, profile.tree().samples());
        String text = escape(name);
        bars.append(String.format(
                Locale.ROOT,
                "<div class=\"%s\" data-x=\"%d\" data-w=\"%d\" data-l=\"%d\""
                        + " style=\"left:%.3f%%;width:%.3f%%;bottom:%dpx\" title=\"%s: %.1f %%\">%s</div>\n",
                kind(name),
                start,
                node.samples(),
                level,
                100 * start / whole,
                100 * node.samples() / whole,
                level * BAR_HEIGHT,
                text,
                100 * node.samples() / whole,
                text));
        long place = start;
        for (Map.Entry<String, CallTree> callee : widestFirst(node)) {
            if (isShown(callee.getValue())) {
                bar(callee.getKey(), callee.getValue(), place, level + 1);
                place += callee.getValue().samples();
            }
        }
    }

    private static List<Map.Entry<String, CallTree>> widestFirst(CallTree node) {
        Comparator<Map.Entry<String, CallTree>> order =
                Comparator.comparingLong(entry -> -entry.getValue().samples());
        return node.callees().entrySet().stream()
                .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private String kind(String name) {
        return name.startsWith("(") || name.equals("all") ? "system" : profile.isOwn(name) ? "own" : "library";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
