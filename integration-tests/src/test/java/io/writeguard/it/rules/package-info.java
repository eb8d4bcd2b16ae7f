/** Keys of the rules file, each with the damage that it keeps away and the near miss that it lets through. */
package io.writeguard.it.rules;
