/**
 * The date that an assistant is choosing, on their clock: what is too late to be promised needs no second typing to be
 * proposed.
 */
export class PlannedDate {
  by = $state('');
}
