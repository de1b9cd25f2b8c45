/** What schema.org calls the way to a page: names and addresses, from the front page on. */
export function breadcrumbs(steps: readonly (readonly [name: string, address: string])[]) {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, item], index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item,
    })),
  };
}
