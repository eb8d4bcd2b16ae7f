package io.writeguard.driver.cli.audit;

import java.util.List;
import java.util.Set;

/** Text in HTML and SVG. */
public final class Markup {

    private static final Set<String> INLINE = Set.of("b", "code", "span", "small", "td", "th");

    private Markup() {}

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * An element on a line of its own.
     *
     * @param style its class; empty for none
     * @param content markup
     */
    public static String element(String name, String style, String content) {
        String attribute = style.isEmpty() ? "" : " class=\"" + style + '"';
        return '<' + name + attribute + '>' + content + "</" + name + '>' + (INLINE.contains(name) ? "" : '\n');
    }

    /** One number at the head of a page. */
    public static String tile(String label, long count, boolean bad) {
        String number = element("b", "", AuditWording.number(count));
        return element("div", bad ? "tile bad" : "tile", number + element("span", "", escaped(label)));
    }

    /** What the colours of a chart mean. */
    public static String legend(List<String> styles, List<String> labels) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < styles.size(); i++) {
            items.append(element("li", "", "<i class=\"" + styles.get(i) + "\"></i>" + labels.get(i)));
        }
        return element("ul", "legend", items.toString());
    }

    /** The end of a text that is too long for its place: the column is more telling than the schema. */
    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : "…" + text.substring(text.length() - longest + 1);
    }
}
