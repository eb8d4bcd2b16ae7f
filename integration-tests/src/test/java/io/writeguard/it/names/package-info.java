/** What the names of a rules file stand for, while other sessions change that. */
package io.writeguard.it.names;
