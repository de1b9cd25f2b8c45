// Public pages are plain documents and forms: they need no script, and load none.
export const csr = false;
