package io.writeguard.rules.check;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes secrets that look like those of well-known products, so that none has to be kept in the repository. */
final class SecretFormats {

    private static final Pattern PIECE = Pattern.compile("\\[([^\\]]+)]\\{(\\d+)}|\\\\n|.", Pattern.DOTALL);
    private static final long SEED = 20230124;

    private SecretFormats() {}

    /** {@code product, format}; in a format, {@code [a-z0-9]{8}} stands for that many characters of the class. */
    static Stream<String[]> all() {
        return TestFiles.lines("secret-formats.tsv").stream().skip(1).map(line -> line.split("\t", -1));
    }

    static List<String> samples(String format, int count) {
        Random random = new Random(SEED);
        return Stream.generate(() -> sample(format, random)).limit(count).toList();
    }

    private static String sample(String format, Random random) {
        StringBuilder secret = new StringBuilder();
        Matcher piece = PIECE.matcher(format);
        while (piece.find()) {
            if (piece.group(1) == null) {
                secret.append(piece.group().equals("\\n") ? "\n" : piece.group());
            } else {
                String alphabet = alphabet(piece.group(1));
                random.ints(Integer.parseInt(piece.group(2)), 0, alphabet.length())
                        .forEach(index -> secret.append(alphabet.charAt(index)));
            }
        }
        return secret.toString();
    }

    private static String alphabet(String characterClass) {
        StringBuilder alphabet = new StringBuilder();
        for (int index = 0; index < characterClass.length(); index++) {
            char from = characterClass.charAt(index);
            boolean range = index + 2 < characterClass.length() && characterClass.charAt(index + 1) == '-';
            char to = range ? characterClass.charAt(index + 2) : from;
            for (char character = from; character <= to; character++) {
                alphabet.append(character);
            }
            index += range ? 2 : 0;
        }
        return alphabet.toString();
    }
}
