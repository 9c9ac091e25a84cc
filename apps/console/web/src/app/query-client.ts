import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, NoConnection } from '../api/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000, refetchOnWindowFocus: true,
      // A refusal stays one; what could not be reached may be there in a moment.
      retry: (count, error) => count < 2 && (error instanceof NoConnection || (error instanceof ApiProblem && error.status >= 500)),
    },
    mutations: { retry: false },
  },
});
