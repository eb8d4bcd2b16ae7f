package io.writeguard.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The lexer splits a text, and counts its parameters, as the driver does that will send it. */
class LexerDifferentialTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.randomValue(LexerDifferentialTest::text);
    }

    /**
     * After a comment has been opened, PostgreSQL reads the first as the opening of a nested one; the driver does not. The
     * second, a vertical tab, is a blank for PostgreSQL from 16 on, and no end of a word for the driver, which sees no E
     * behind it; the half of a string that it then sends is an error. The third is a parameter to both, which the driver
     * writes into the word before it, {@code x$1}, so that it is no token.
     */
    private static final Pattern NOT_COMPARED = Pattern.compile("/\\*/|\u000b[eE]'|\\w\\?");

    private static String text(Random random) {
        Dice dice = new Dice(random);
        WriteStatements statements = new WriteStatements(dice);
        StringBuilder text = new StringBuilder(statements.statement());
        for (int more = dice.below(3); more > 0; more--) {
            text.append(dice.of(";", "; ", " ;\n", ";; ", "; -- ; ?\n;")).append(statements.statement());
        }
        text.append(dice.of("", "", ";", "; -- ; ?", "/* ; ? */"));
        return dice.one(4) ? text.toString() : new Mutations(dice).mutate(text.toString());
    }

    @Property(seed = "17")
    void splitsAndCountsAsTheDriverDoes(@ForAll("texts") String text) throws SQLException {
        LexedSql lexed = LexedSql.of(text);
        if (lexed.problem() == null && !NOT_COMPARED.matcher(text).find()) {
            assertThat(lexed.statements().stream().map(span -> parameters(lexed, span)))
                    .containsExactlyElementsOf(DriverParser.parametersOfStatements(text));
        }
    }

    private static int parameters(LexedSql lexed, Span statement) {
        List<Integer> tokens = IntStream.range(statement.from(), statement.to())
                .filter(token -> lexed.is(token, TokenType.PARAMETER))
                .boxed()
                .toList();
        return tokens.size();
    }
}
