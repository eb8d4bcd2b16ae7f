package io.writeguard.driver.cli.suggest;

import io.writeguard.rules.TableName;
import java.util.List;

/**
 * What is proposed for one table.
 *
 * @param hints lines for the table that are commented out
 */
record TableProposal(TableName name, List<Proposal> secrets, List<String> hints) {

    TableProposal {
        secrets = List.copyOf(secrets);
        hints = List.copyOf(hints);
    }

    List<Proposal> sure() {
        return secrets.stream().filter(Proposal::sure).toList();
    }

    List<Proposal> doubtful() {
        return secrets.stream().filter(secret -> !secret.sure()).toList();
    }
}
