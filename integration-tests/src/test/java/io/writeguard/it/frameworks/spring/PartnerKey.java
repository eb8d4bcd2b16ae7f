package io.writeguard.it.frameworks.spring;

import org.springframework.data.relational.core.mapping.Table;

/** A secret in a collection of an aggregate. */
@Table("partner_keys")
record PartnerKey(String label, String apiKey) {}
