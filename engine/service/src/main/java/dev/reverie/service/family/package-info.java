/**
 * What a family of models has to bring so that the commands can train, keep and use it: {@link
 * dev.reverie.service.family.Family} and what it makes. Families are found as services of that
 * name; no family lives here, and none is named.
 *
 * <pre>
 *  texts --> Family.design --> Design --+ data --> Learner --+ parameters --> TrainedModel
 *                          model.safetensors --> Family.read ---------------------^
 * </pre>
 */
package dev.reverie.service.family;
