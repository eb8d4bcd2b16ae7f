package io.writeguard.it.frameworks;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Joined to its {@link Credential}; the secret lies in the child's table. */
@Entity
@Table(name = "api_keys")
public class ApiKey extends Credential {

    String secret;

    protected ApiKey() {}

    ApiKey(long id, String label, String secret) {
        this.id = id;
        this.label = label;
        this.secret = secret;
    }
}
