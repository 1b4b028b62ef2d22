/** An API error as the client throws it. */
export function httpError(status: number, message: string): Error {
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    statusCode: status,
    cause: new Error(message),
  });
}
