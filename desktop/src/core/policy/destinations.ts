/** The backend that this app brings along: its address changes from start to start, it does not. */
export const OWN_BACKEND = 'own';

/** There was none when something was asked: it is for the first that there is. */
export const NO_BACKEND = 'none';
