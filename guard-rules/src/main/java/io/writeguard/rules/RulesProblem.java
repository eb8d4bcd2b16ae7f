package io.writeguard.rules;

/**
 * One thing that is wrong with a rules file, or between it and the database.
 *
 * @param location where in the file
 * @param message what was found, what was expected, and the nearest right name where there is one
 */
public record RulesProblem(Location location, String message) {

    @Override
    public String toString() {
        return location + ": " + message;
    }
}
