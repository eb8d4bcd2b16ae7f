package io.writeguard.rules.plan;

import io.writeguard.rules.sql.RelationName;
import java.util.List;

/**
 * A relation in the FROM list of a statement's outermost SELECT.
 *
 * @param alias folded, or null
 * @param equalities conjuncts of the outermost WHERE whose column belongs to this relation, or may (no qualifier)
 * @param memberships likewise
 * @param locking whether FOR UPDATE or FOR NO KEY UPDATE locks its rows
 */
public record Read(
        RelationName relation, String alias, List<Equality> equalities, List<Membership> memberships, boolean locking) {

    public Read {
        equalities = List.copyOf(equalities);
        memberships = List.copyOf(memberships);
    }
}
