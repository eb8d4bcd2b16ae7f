package io.writeguard.rules.check;

/**
 * The numbers of a verdict, all in rows.
 *
 * @param lost live secrets that this statement would lose; where counting stopped at the limit, the least it would lose
 * @param inWindow distinct rows already lost in the window
 * @param liveBefore rows with a live secret before this statement; where counting stopped, the least there are
 */
public record Counts(long lost, long inWindow, long liveBefore) {}
