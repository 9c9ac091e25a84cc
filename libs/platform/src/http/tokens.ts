/** Injection token of the {@link ServiceConfig}. */
export const SERVICE_CONFIG = Symbol('service-config');
/** Injection token of the {@link ServiceLogger}. */
export const SERVICE_LOGGER = Symbol('service-logger');
/** Injection token of the system {@link Clock}. */
export const SYSTEM_CLOCK = Symbol('system-clock');
/** Injection token of the {@link BusinessClock}. */
export const BUSINESS_CLOCK = Symbol('business-clock');
