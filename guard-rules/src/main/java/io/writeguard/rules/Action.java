package io.writeguard.rules;

/** What happens to a write that breaks a rule. */
public enum Action {
    /** It is refused. */
    BLOCK,
    /** It goes through and is reported. */
    WARN,
    /** It is not judged. */
    OFF
}
