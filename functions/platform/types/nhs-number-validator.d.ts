/** The package has no types of its own. */
declare module 'nhs-number-validator' {
  const validator: { validate(nhsNumber: string): boolean };
  export default validator;
}
