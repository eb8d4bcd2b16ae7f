package io.writeguard.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that the user most likely meant.
 *
 * <p>Distance is that of Damerau and Levenshtein (one character missing, added, replaced, or two neighbours swapped),
 * after case, {@code -} and {@code _} are set aside. A candidate is near if at most a third of its characters differ.
 */
public final class NearestName {

    private static final int LONGEST_NAME = 100;

    private NearestName() {}

    /**
     * The nearest of the candidates, the alphabetically first of several.
     *
     * @param wrong what was written; not null
     * @param candidates the names that are right; not null
     * @return empty where no candidate is near
     */
    public static Optional<String> of(String wrong, Collection<String> candidates) {
        if (wrong.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        String plainWrong = plain(wrong);
        return candidates.stream()
                .filter(candidate -> candidate.length() <= LONGEST_NAME)
                .map(candidate -> Candidate.of(candidate, plainWrong))
                .filter(Candidate::near)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private record Candidate(String name, int distance, int length) {

        static Candidate of(String name, String plainWrong) {
            String plain = plain(name);
            return new Candidate(name, editDistance(plainWrong, plain), Math.max(plain.length(), plainWrong.length()));
        }

        boolean near() {
            return distance * 3 <= length;
        }
    }

    private static int editDistance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                distances[row][column] = cell(distances, from, to, row, column);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int cell(int[][] distances, String from, String to, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        boolean same = from.charAt(row - 1) == to.charAt(column - 1);
        int replaced = distances[row - 1][column - 1] + (same ? 0 : 1);
        int nearest = Math.min(replaced, 1 + Math.min(distances[row - 1][column], distances[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(nearest, 1 + distances[row - 2][column - 2]) : nearest;
    }
}
