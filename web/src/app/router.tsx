import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from './not-found.tsx';
import { Crash } from './crash.tsx';
import { parseAddress, printAddress, readSearch } from './search.ts';
import { Shell } from './shell.tsx';

/** One line a page; each is a chunk of its own. The server serves index.html for exactly these (server/src/pages). */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const pages = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    validateSearch: readSearch('severity', 'category', 'ecosystem', 'text', 'before'),
    component: lazyRouteComponent(() => import('../features/flags/page.tsx'), 'FlagsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/queue',
    validateSearch: readSearch('sort'),
    component: lazyRouteComponent(() => import('../features/queue/page.tsx'), 'QueuePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/packages',
    validateSearch: readSearch('text', 'before'),
    component: lazyRouteComponent(() => import('../features/package/packages-page.tsx'), 'PackagesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/package',
    validateSearch: readSearch('purl'),
    component: lazyRouteComponent(() => import('../features/package/page.tsx'), 'PackagePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/release',
    validateSearch: readSearch('purl', 'sha256'),
    component: lazyRouteComponent(() => import('../features/release/page.tsx'), 'ReleasePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/review',
    validateSearch: readSearch('purl', 'base', 'file', 'line'),
    component: lazyRouteComponent(() => import('../features/review/page.tsx'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reviewer',
    validateSearch: readSearch('signer', 'before'),
    component: lazyRouteComponent(() => import('../features/reviewer/page.tsx'), 'ReviewerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/log',
    validateSearch: readSearch('log', 'from', 'index', 'search'),
    component: lazyRouteComponent(() => import('../features/log/page.tsx'), 'LogPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help',
    component: lazyRouteComponent(() => import('../features/help/page.tsx'), 'HelpPage'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren(pages),
  scrollRestoration: true,
  parseSearch: parseAddress,
  stringifySearch: printAddress,
  defaultErrorComponent: Crash,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
