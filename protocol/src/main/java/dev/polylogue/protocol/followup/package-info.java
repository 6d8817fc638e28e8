/**
 * What a person leaves to be sent when the answer before it has ended: "Send when finished". Values only; the engine
 * decides when one goes.
 */
@NullMarked
package dev.polylogue.protocol.followup;

import org.jspecify.annotations.NullMarked;
