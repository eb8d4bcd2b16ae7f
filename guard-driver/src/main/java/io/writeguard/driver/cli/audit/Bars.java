package io.writeguard.driver.cli.audit;

import java.util.Locale;

/** A chart of one line for each secret: its name, a bar, a number. */
public final class Bars {

    public static final int WIDEST = 490;

    /** A few rows among many are what the charts are for, so they must be seen. */
    public static final double LEAST_SEEN = 3;

    private static final int WIDTH = 1000;
    private static final int LEFT = 390;
    private static final int LINE = 30;
    private static final int BAR = 16;
    private static final int LONGEST_NAME = 52;

    private final StringBuilder svg = new StringBuilder();
    private int lines;

    /** @param number what stands at the end of the line */
    public void line(String name, String number) {
        text("", 0, "start", Markup.shortened(name, LONGEST_NAME));
        text("soft", WIDTH, "end", number);
        lines++;
    }

    private void text(String style, int x, String anchor, String text) {
        int y = lines * LINE + LINE / 2 + 5;
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                style,
                x,
                y,
                anchor,
                Markup.escaped(text)));
    }

    /** A part of the bar of the last line; {@code from} and {@code width} are of {@link #WIDEST}. */
    public void bar(String style, double from, double width, String tip) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>\n",
                style,
                LEFT + from,
                (lines - 1) * LINE + (LINE - BAR) / 2,
                width,
                BAR,
                Markup.escaped(tip)));
    }

    /** @param label for those who can't see it */
    public String svg(String label) {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n",
                WIDTH,
                lines * LINE,
                Markup.escaped(label),
                svg);
    }
}
