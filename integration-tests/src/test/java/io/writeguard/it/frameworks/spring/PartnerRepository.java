package io.writeguard.it.frameworks.spring;

import org.springframework.data.repository.ListCrudRepository;

interface PartnerRepository extends ListCrudRepository<Partner, Long> {}
